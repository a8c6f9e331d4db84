using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Huracan.ServiceDefaults;

/// <summary>Options that are bound and validated before the host starts, the errors of all of them at once.</summary>
public static class ValidatedOptionsExtensions
{
    /// <summary>
    /// Binds <typeparamref name="T"/> to a section. Data annotations, <see cref="IValidateOptions{TOptions}"/>, values that cannot be read
    /// and unknown keys end the host with exit code 2 and a line each.
    /// </summary>
    public static OptionsBuilder<T> AddValidatedOptions<T>(this IHostApplicationBuilder builder, string section)
        where T : class
    {
        builder.Services.AddSingleton<IOptionsChangeTokenSource<T>>(
            new ConfigurationChangeTokenSource<T>(builder.Configuration.GetSection(section)));
        return builder.Services.AddOptions<T>()
            .Configure<IConfiguration>((options, configuration) => Bind(options, configuration.GetSection(section)))
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }

    /// <summary>A connection string that must be set (<c>ConnectionStrings__name</c>).</summary>
    public static void RequireConnectionString(this IHostApplicationBuilder builder, string name) =>
        builder.Services.AddOptions<ConnectionString>(name)
        .Configure<IConfiguration>((connection, configuration) => connection.Value = configuration.GetConnectionString(name))
        .Validate(
            connection => !string.IsNullOrWhiteSpace(connection.Value),
            $"ConnectionStrings__{name} is not set: this host cannot do without it; './huracan up' sets it")
        .ValidateOnStart();

    // The binder throws an exception that validation at start does not collect: the errors of other sections would stay unknown.
    private static void Bind<T>(T options, IConfigurationSection section)
        where T : class
    {
        try
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException exception)
        {
            throw new OptionsValidationException("", typeof(T), [$"{section.Path}: {exception.Message}"]);
        }
    }

    private sealed class ConnectionString
    {
        public string? Value { get; set; }
    }
}
