namespace CdmPolicy.Dsl.Plan;

/// <summary>What a read by an agent takes in a tier under its present load.</summary>
public sealed record LatencyExpr(int Tier, int Agent) : Expr(ValueType.Time, ValueRange.Full);

/// <summary>What a tier carries.</summary>
public sealed record TrafficExpr(int Tier) : Expr(ValueType.Rate, ValueRange.Full);

/// <summary>Moves under way.</summary>
public sealed record MovesPendingExpr() : Expr(ValueType.Count, ValueRange.Full);
