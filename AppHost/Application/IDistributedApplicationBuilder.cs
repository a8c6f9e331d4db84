namespace Huracan.AppHost.Application;

/// <summary>The application while it is put together.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Settings: the environment, then the command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The parts so far.</summary>
    ICollection<IResource> Resources { get; }

    DistributedApplication Build();
}
