using Berth.Cli.DockerCredentials;
using Berth.Cli.Commands;
using Berth.Cli.Hosting;

var host = CommandHost.OfThisProcess();
return HelperProgram.Recognise(Environment.GetCommandLineArgs()[0], args) is { } verb
    ? await HelperProgram.RunAsync(verb, host, CancellationToken.None).ConfigureAwait(false)
    : await BerthCommandLine.RunAsync(args, host).ConfigureAwait(false);
