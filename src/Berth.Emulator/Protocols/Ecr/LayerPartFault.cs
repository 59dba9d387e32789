using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>What a client needs to go on with an upload after a part that did not fit.</summary>
internal sealed record LayerPartFault(AccountId Account, RepositoryName Repository, Guid Upload, long LastValidByteReceived);
