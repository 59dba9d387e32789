using Berth;
using Berth.Deployments;
using Berth.Extensions;
using Berth.Repositories.Ensuring;
using DeployEndpoint;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddBerth(builder.Configuration.GetSection("Berth"));
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, DeployJson.Default));

var app = builder.Build();
app.MapPost("/deployments", async (Deployment deployment, IDeploymentPreparer preparer, CancellationToken cancellationToken) =>
{
    try
    {
        var prepared = await preparer.PrepareAsync(
            new DeploymentRequest { Project = deployment.Project, Environment = deployment.Environment, Version = deployment.Version },
            cancellationToken);
        return Results.Ok(new DeploymentAnswer(prepared.Image.ToString(), prepared.CacheImage.ToString(), prepared.RepositoryCreated));
    }
    catch (InvalidInputException invalid)
    {
        return Results.ValidationProblem(invalid.Faults.GroupBy(fault => fault.Where).ToDictionary(group => group.Key, group => group.Select(fault => $"{fault.What}; {fault.Remedy}").ToArray()));
    }
    catch (RepositoryUnavailableException unavailable)
    {
        return Results.Problem(unavailable.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
});
app.Run();
