using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>The state of an upload after a refused part, with which a client can continue.</summary>
internal sealed record LayerPartFault(AccountId Account, RepositoryName Repository, Guid Upload, long LastValidByteReceived);
