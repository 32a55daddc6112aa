namespace CdmPolicy.Cli.Comparing;

/// <summary>A policy cannot be put on a hierarchy that was not made for it.</summary>
internal sealed class UnlikeHierarchyException(string message) : Exception(message);
