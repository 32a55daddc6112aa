using CdmPolicy.Cli;

return CdmpApp.Run(args, CommandIo.OfProcess());
