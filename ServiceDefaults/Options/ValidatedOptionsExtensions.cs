using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Huracan.ServiceDefaults.Options;

/// <summary>Options that are bound and examined before the host starts, the faults of all of them at once.</summary>
public static class ValidatedOptionsExtensions
{
    /// <summary>
    /// Binds <typeparamref name="T"/> to a section. Data annotations, <see cref="IValidateOptions{TOptions}"/> registered for it, values
    /// that cannot be read and keys nobody reads end the host with exit code 2 and a line each.
    /// </summary>
    public static OptionsBuilder<T> AddValidatedOptions<T>(this IHostApplicationBuilder builder, string section)
        where T : class, new()
    {
        builder.Services.AddSingleton<IOptionsFaults>(services =>
            new SectionFaults<T>(services.GetRequiredService<IConfiguration>(), section, services.GetServices<IValidateOptions<T>>()));
        return builder.Services.AddOptions<T>().BindConfiguration(section);
    }

    /// <summary>A connection string that must be set (<c>ConnectionStrings__name</c>).</summary>
    public static void RequireConnectionString(this IHostApplicationBuilder builder, string name) =>
        builder.Services.AddSingleton<IOptionsFaults>(services =>
            new ConnectionStringRule(services.GetRequiredService<IConfiguration>(), name));
}
