using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>Somebody who shares the memory with others.</summary>
/// <param name="Shares">At most one for each tier.</param>
public sealed record TenantPlan(string Name, string Doc, EquatableArray<SharePlan> Shares);

/// <summary>What a tenant has of a tier, in bytes.</summary>
/// <param name="Low">Reclaim passes over its pages while it has no more than this; 0 for none.</param>
/// <param name="Max">It never has more; -1 for no limit.</param>
public sealed record SharePlan(int Tier, long Low, long Max);

/// <summary>The bytes that a tier holds of the tenant whose page, or whose request, this is about.</summary>
public sealed record MineExpr(int Tier, bool OfRequest) : Expr(ValueType.Bytes, ValueRange.Full);
