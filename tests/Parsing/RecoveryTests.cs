namespace CdmPolicy.Tests.Parsing;

/// <summary>All errors of a file in one run, each at its token, none twice.</summary>
public class RecoveryTests
{
    [Fact]
    public void EveryErrorOfAHierarchyStandsInItsPlace() => AssertReports(
        """
        hierachy X {
          teir ram : ram { capacity 1GiB; }
          tier x ram { read 40ns write 40ns; bandwidth ; }
          tier z : ram
          link ram gpu { latency 2us; }
          fallback stack -> ram, pmem;
          store { read 3ns }
          agent gpu0 : device { stat busy ratio; };
        }
        """,
        """
        1,1 CDMP0102 `hierachy` does not begin a declaration (did you mean `hierarchy`?)
        2,3 CDMP0102 `teir` does not begin a part of a hierarchy (did you mean `tier`?)
        3,10 CDMP0101 expected `:` and the kind of the tier, found `ram` (write `tier x : ram { … }`, or another kind)
        3,25 CDMP0101 expected `;` after `read`, found `write`
        3,48 CDMP0101 expected a value, found `;`
        4,15 CDMP0101 expected `{`, found the end of the line
        5,12 CDMP0101 expected `->` or `<->`, found `gpu`
        6,24 CDMP0101 expected `->` or `;` after the fallback order, found `,`
        7,19 CDMP0101 expected `;` after `read`, found `}`
        8,35 CDMP0101 expected `:` and the type of the statistic, found `ratio` (write `stat busy : ratio;`, or another type)
        8,43 CDMP0101 expected a part of a hierarchy, found `;`
        """);

    [Fact]
    public void EveryErrorOfAPolicyStandsInItsPlace() => AssertReports(
        """
        policy P {
          placment { rest: otherwise => ram; }
          param hot count = 4;
          budget up = 20MB pr 100ms;
          page { heat u8; age : u8 halves evry 100ms; }
          observe everything
          foo { x y; z w; }
          migration {
            on access { heat += 1
              promote: when in pmem && => ram within up;
              when in ram => ram;
              b: when x -> ram;
              c: when x ram;
              f: when x => ram withn up;
              if heat > 3 { x = 1; } esle { x = 2; }
              scn order from back { evict }
            }
            evry 50ms { }
          }
          reclaim ram { oder Lru; below 4% untl 8%; reserve 1% keep when dirty; }
        }
        """,
        """
        1,10 CDMP0101 expected `for` and a hierarchy, found `{` (write `policy NAME for HIERARCHY { … }`)
        2,3 CDMP0102 `placment` does not begin a part of a policy (did you mean `placement`?)
        3,13 CDMP0101 expected `:` and the type of the parameter, found `count`
        4,20 CDMP0101 expected `per` and a time, found `pr` (did you mean `per`?)
        5,15 CDMP0101 expected `:` and the type of the field, found `u8`
        5,35 CDMP0101 expected `every`, found `evry` (did you mean `every`?)
        6,21 CDMP0101 expected `;` after `observe everything`, found the end of the line
        9,26 CDMP0101 expected `;` after the assignment, found the end of the line
        10,32 CDMP0101 expected a value, found `=>`
        11,7 CDMP0101 expected a label and `:`, found `when` (a rule has a name: `NAME: when …`)
        12,17 CDMP0101 expected `=>`, found `->`
        13,17 CDMP0101 expected `=>`, found `ram` (a rule ends with what follows: `=> TIER;`)
        14,24 CDMP0101 expected `,`, `within`, `or`, `keep`, `then` or `;` after the outcome, found `withn` (did you mean `within`?)
        15,10 CDMP0101 expected `(`, found `heat` (it stands in parentheses: `if (CONDITION) { … }`)
        15,30 CDMP0101 expected `else`, found `esle` (did you mean `else`?)
        16,7 CDMP0102 `scn` does not begin a statement or a rule (did you mean `scan`?)
        16,34 CDMP0101 expected `;` after `evict`, found `}`
        18,5 CDMP0102 `evry` does not begin a handler (did you mean `every`?)
        20,17 CDMP0102 `oder` does not begin a part of a reclaim section (did you mean `order`?)
        20,36 CDMP0101 expected `until` and the upper watermark, found `untl` (did you mean `until`?)
        20,55 CDMP0101 expected `;` after `reserve`, found `keep`
        """);

    [Fact]
    public void AMissingBraceIsMissedWhereTheNextPartBegins() => AssertReports(
        """
        policy P for H {
          placement {
            a: otherwise => ram;
          migration {
            on access {
              x = 1;
            every 3ms {
              y = 1;
            }
          }
          reclaim ram { a: otherwise => evict; }
        }
        policy Q for H { let x = 1;
        policy R for H { let x = ; }
        """,
        """
        4,3 CDMP0103 expected `}` for the `{` in line 2, found `migration`
        7,5 CDMP0103 expected `}` for the `{` in line 5, found `every`
        14,1 CDMP0103 expected `}` for the `{` in line 13, found `policy`
        14,26 CDMP0101 expected a value, found `;`
        """);

    [Fact]
    public void WhatABraceTooManyLeavesOutsideIsReportedOnce() => AssertReports(
        """
        policy P for H {
          placement { a: otherwise => ram; } }
          reclaim ram { a: otherwise => evict; }
          reclaim gpu { a: otherwise => evict; }
        }
        policy Q for H { let x = ; }
        }
        """,
        """
        3,3 CDMP0102 `reclaim` does not begin a declaration (it stands inside a declaration: is there a `}` too many above?)
        6,26 CDMP0101 expected a value, found `;`
        7,1 CDMP0107 this `}` closes nothing
        """);

    [Fact]
    public void ATokenThatTheLexerReportedIsNotReportedAgain() => AssertReports(
        """
        policy P for H { let x = "abc
        ; let y = 1 § + 2; /* }
        """,
        """
        1,26 CDMP0003 the string does not end in its line
        2,13 CDMP0002 `§` is not part of the language
        2,20 CDMP0004 the comment that begins here does not end
        """);

    [Fact]
    public void ANamespaceStandsOnceAndFirst() => AssertReports(
        """
        namespace A.;
        policy P for H { }
        namespace B;
        """,
        """
        1,13 CDMP0101 expected a name, found `;`
        3,1 CDMP0109 a file has one `namespace`, before all else
        """);

    private static void AssertReports(string text, string expected) => Assert.Equal(expected, Reports.Of(text));
}
