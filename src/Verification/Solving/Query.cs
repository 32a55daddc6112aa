using CdmPolicy.Verification.Terms;
using Google.OrTools.Sat;
using Term = CdmPolicy.Verification.Terms.Term;

namespace CdmPolicy.Verification.Solving;

internal enum Answer
{
    /// <summary>Proven that there is none.</summary>
    No,
    Yes,
    /// <summary>The effort was not enough.</summary>
    Unknown,
}

/// <summary>One question to the solver: is there a value for every variable so that all conditions hold?</summary>
/// <remarks>
/// Its effort is counted in the solver's own steps (deterministic time), by one thread with a fixed seed, so that the answer is the same on
/// every machine.
/// </remarks>
internal sealed class Query
{
    private readonly CpModel _model = new();
    private CpSolver? _solver;

    public CpModel Model => _model;

    public Encoding Frame(Dictionary<Term, LinearExpr>? bound = null, bool worksWithTimes = false) => new(_model, bound ?? [], worksWithTimes);

    /// <param name="effort">In seconds of the solver's deterministic time.</param>
    public Answer Solve(double effort)
    {
        _solver = new CpSolver
        {
            StringParameters = string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"num_workers:1 random_seed:1 max_deterministic_time:{effort} linearization_level:0 symmetry_level:0 cp_model_probing_level:0"),
        };
        return _solver.Solve(_model) switch
        {
            CpSolverStatus.Optimal or CpSolverStatus.Feasible => Answer.Yes,
            CpSolverStatus.Infeasible => Answer.No,
            _ => Answer.Unknown,
        };
    }

    public long Value(LinearExpr e) => e is ILiteral literal ? _solver!.BooleanValue(literal) ? 1 : 0 : _solver!.Value(e);

    /// <summary>
    /// What the solver says of the terms of a frame; variables that it was not asked about are the least they can be. A term that it took as
    /// anything is what it took it for.
    /// </summary>
    public TermValues Values(Encoding frame) => new(
        term => term.Low < 0 ? term.Low : Math.Clamp(0, term.Low, term.High),
        term => frame.Find(term) is { } known ? Value(known) : null);
}
