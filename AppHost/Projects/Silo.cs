namespace Projects;

/// <summary>The project Silo, as Aspire generates it.</summary>
public sealed class Silo : IProjectMetadata
{
    public string ProjectPath => Checkout.Path("Silo", "Silo.csproj");
}
