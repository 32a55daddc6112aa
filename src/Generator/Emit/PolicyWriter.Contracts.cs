namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    private void WriteContracts()
    {
        if (_plan.Contracts.Count == 0) return;
        var expressions = new ExpressionWriter(Scope());
        _writer.Line();
        _writer.Line("public static bool HasContracts => true;");
        _writer.Line();
        using (_writer.Block($"public void CheckContracts({_names.Machine} machine, int frame)"))
        {
            _writer.Line("var frames = machine.Frames;");
            for (var i = 0; i < _plan.Contracts.Count; i++)
            {
                var contract = _plan.Contracts[i];
                _writer.Comment(contract.Source);
                _writer.Mapped(contract.Origin, $"if ({expressions.Write(contract.Condition)}) machine.Violate({i}, frame);");
            }
        }
    }
}
