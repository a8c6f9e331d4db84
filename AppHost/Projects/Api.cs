namespace Projects;

/// <summary>The project Api, as Aspire generates it.</summary>
public sealed class Api : IProjectMetadata
{
    public string ProjectPath => Checkout.Path("Api", "Api.csproj");
}
