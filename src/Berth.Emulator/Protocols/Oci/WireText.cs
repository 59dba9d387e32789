using System.Text.Encodings.Web;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>How text goes into JSON: as itself, since no answer is ever part of a page.</summary>
internal static class WireText
{
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
}
