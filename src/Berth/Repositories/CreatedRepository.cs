namespace Berth.Repositories;

/// <summary>A repository that a call of ours created.</summary>
/// <param name="Description">What ECR answered.</param>
/// <param name="Receipt">The call's receipt.</param>
public sealed record CreatedRepository(RepositoryDescription Description, CallReceipt Receipt);
