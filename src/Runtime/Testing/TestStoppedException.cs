namespace CdmPolicy.Testing;

/// <summary>A step cannot be made, so that those after it would mean something else.</summary>
internal sealed class TestStoppedException : Exception;
