using System.Text.Json;

namespace Berth.Emulator.Tests;

internal sealed record EcrAnswer(int Status, string Text, JsonElement Json);
