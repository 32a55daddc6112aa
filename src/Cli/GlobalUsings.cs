// System has types of these names too, and implicit usings or diagnostics bring them in.
global using Trace = CdmPolicy.Traces.Trace;
global using ValueType = CdmPolicy.Dsl.Plan.ValueType;
