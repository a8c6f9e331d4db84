using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Huracan.AppHost.Hosting;

internal static class RestartExtensions
{
    /// <summary>Starts the resource again whenever it ends by itself, after 1, 2, 4 … 30 seconds; Aspire does not.</summary>
    public static IResourceBuilder<T> WithRestart<T>(this IResourceBuilder<T> resource)
        where T : IResource
    {
        resource.ApplicationBuilder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Restarts>());
        return resource.WithAnnotation(new RestartAnnotation());
    }
}
