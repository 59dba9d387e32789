using Berth.Cli.Hosting;

return await BerthCommandLine.RunAsync(args, CommandHost.OfThisProcess()).ConfigureAwait(false);
