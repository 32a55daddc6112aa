// System has a ValueType too, and implicit usings bring it everywhere.
global using ValueType = CdmPolicy.Dsl.Plan.ValueType;
