namespace CdmPolicy.Tests.Differential;

/// <summary>Parameters that are tiers, agents, tenants and kinds, in conditions and as targets.</summary>
internal sealed partial class RandomPolicy
{
    // Numbers of its own, so that what else a policy says does not depend on it.
    private readonly Random _named = new(unchecked(seed * 15_485_863));

    private void WriteNamedParameters()
    {
        var some = _tiers.OrderBy(_ => _named.Next()).Take(_named.Next(1, _tiers.Length + 1)).ToArray();
        Line($"param aim : tier = {some[0]} in {string.Join(", ", some)};");
        Line($"param bay : tier = none{(_named.Next(2) == 0 ? "" : $" in none, {some[^1]}")};");
        Line($"param guest : agent = {(_named.Next(2) == 0 ? "gpu" : "none in cpu, none")};");
        Line($"param owner : tenant = {(_named.Next(2) == 0 ? "web" : "none")};");
        Line($"param sort : kind = {(_named.Next(2) == 0 ? "file" : "anon in file, anon")};");
    }

    private string Named(string tiers, bool mayBeNone) => _named.Next(5) != 0 ? tiers : mayBeNone && _named.Next(2) == 0 ? "bay" : "aim";

    private string Condition(int depth, bool isAccess)
    {
        var plain = PlainCondition(depth, isAccess);
        return _named.Next(12) == 0 ? NamedCondition() : plain;
    }

    private string NamedCondition() => _named.Next(8) switch
    {
        0 => "tier == aim",
        1 => "tier in bay, " + _tiers[^1],
        2 => "home != bay",
        3 => "kind == sort",
        4 => "kind in sort, shmem",
        5 => "last == guest",
        6 => "tenant == owner",
        _ => "best == aim && aim != bay",
    };
}
