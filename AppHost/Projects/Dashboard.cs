namespace Projects;

/// <summary>The project Dashboard, as Aspire generates it.</summary>
public sealed class Dashboard : IProjectMetadata
{
    public string ProjectPath => Checkout.Path("Dashboard", "Dashboard.csproj");
}
