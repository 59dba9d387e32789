using Berth.Cli.DockerCredentials;
using Berth.Cli.Hosting;

var host = CommandHost.OfThisProcess();
return HelperCall.Recognise(Environment.GetCommandLineArgs()[0], args) is { } verb
    ? await HelperCall.RunAsync(verb, host, CancellationToken.None).ConfigureAwait(false)
    : await BerthCommandLine.RunAsync(args, host).ConfigureAwait(false);
