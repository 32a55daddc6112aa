using System.Text.RegularExpressions;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Architecture;

/// <summary>The floors of the compiler: a room uses only rooms below it.</summary>
public partial class FloorTests
{
    /// <summary>From the ground up; rooms of one row may use each other only where the row above says so.</summary>
    private static readonly string[][] Floors =
    [
        ["Text", "Diagnostics"],
        ["Syntax", "Vocabulary", "Plan"],
        ["Parsing"],
        ["Binding"],
        ["Checking"],
        ["Analysis"],
        ["Lowering"],
        ["Formatting"],
    ];

    [Fact]
    public void A_room_of_the_compiler_uses_only_its_own_floor_and_those_below()
    {
        var height = Floors.SelectMany((rooms, floor) => rooms.Select(room => (room, floor)))
            .ToDictionary(r => r.room, r => r.floor);
        var wrong =
            from file in Repository.Files("src/Dsl", "*.cs")
            let room = file.Split('/')[2]
            where height.ContainsKey(room)
            from used in UsedRooms(Repository.Read(file))
            where height.TryGetValue(used, out var floor) && floor > height[room]
            select $"{file} uses {used}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Only_the_parser_knows_Sprache() =>
        Assert.DoesNotContain(
            Repository.Files("src", "*.cs").Where(file => !file.StartsWith("src/Dsl/Parsing/", StringComparison.Ordinal)),
            file => Repository.Read(file).Contains("using Sprache", StringComparison.Ordinal));

    [Fact]
    public void Only_the_proofs_know_the_solver() =>
        Assert.DoesNotContain(
            Repository.Files("src", "*.cs").Where(file => !file.StartsWith("src/Verification/", StringComparison.Ordinal)),
            file => Repository.Read(file).Contains("using Google.OrTools", StringComparison.Ordinal));

    [Theory]
    [InlineData("src/Dsl", "Microsoft.CodeAnalysis")]
    [InlineData("src/Dsl", "System.IO")]
    [InlineData("src/Runtime", "CdmPolicy.Dsl")]
    [InlineData("src/Dsl", "CdmPolicy.Verification")]
    [InlineData("src/Generator", "CdmPolicy.Verification")]
    [InlineData("src/Runtime", "CdmPolicy.Verification")]
    [InlineData("src/Verification", "CdmPolicy.Generator")]
    [InlineData("src/Verification", "System.IO")]
    [InlineData("src/Generator/Emit", "Microsoft.CodeAnalysis")]
    public void Lower_projects_do_not_know_higher_ones(string folder, string banned) =>
        Assert.DoesNotContain(
            Repository.Files(folder, "*.cs"),
            file => Repository.Read(file).Contains($"using {banned}", StringComparison.Ordinal));

    private static IEnumerable<string> UsedRooms(string text) =>
        UsingDsl().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"using (?:static )?CdmPolicy\.Dsl\.(\w+)")]
    private static partial Regex UsingDsl();
}
