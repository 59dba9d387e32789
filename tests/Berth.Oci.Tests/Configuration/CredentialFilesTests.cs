using Berth.Oci.Configuration;

namespace Berth.Oci.Tests.Configuration;

public sealed class CredentialFilesTests
{
    [Theory]
    [InlineData("HOME=/home/a", "/home/a/.docker/config.json /home/a/.config/containers/auth.json")]
    [InlineData("HOME=/home/a DOCKER_CONFIG=/d", "/d/config.json /home/a/.config/containers/auth.json")]
    [InlineData("HOME=/home/a XDG_RUNTIME_DIR=/run/1", "/home/a/.docker/config.json /run/1/containers/auth.json /home/a/.config/containers/auth.json")]
    [InlineData("HOME=/home/a XDG_CONFIG_HOME=/c", "/home/a/.docker/config.json /c/containers/auth.json")]
    [InlineData("HOME=/home/a REGISTRY_AUTH_FILE=/f.json XDG_RUNTIME_DIR=/run/1", "/home/a/.docker/config.json /f.json")]
    [InlineData("HOME= DOCKER_CONFIG=", "")]
    [InlineData("X=", "")]
    public void Find_ByTheEnvironment_GivesTheFilesInOrder(string environment, string files)
    {
        var variables = environment.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(files, string.Join(' ', CredentialFiles.Find(variables.GetValueOrDefault)));
    }
}
