using System.Buffers;
using System.Text;
using System.Text.Json;
using Berth.Credentials;

namespace Berth.Testing;

/// <summary>A login as docker's configuration file has it.</summary>
internal static class DockerConfigJson
{
    public static string BasicOf(RegistryCredentials credentials) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.UserName}:{credentials.Password.Reveal()}"));

    public static ReadOnlyMemory<byte> Of(RegistryCredentials credentials)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("auths");
            json.WriteStartObject(credentials.Host.ToString());
            json.WriteString("auth", BasicOf(credentials));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
