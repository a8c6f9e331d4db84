using Huracan.Contracts;
using Huracan.MarketData.Daily;
using Huracan.Storage.Configuration;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Daily;

/// <summary>The daily cycle that is configured; a wrong file prevents the start.</summary>
internal sealed class DailyPlan(IConfiguration configuration) : IValidateOptions<DailySettings>
{
    private readonly Lazy<DailyOptions?> options = new(() => Read(configuration[$"{DailySettings.Section}:{nameof(DailySettings.File)}"]));

    /// <summary>The daily cycle; null where none is configured.</summary>
    /// <exception cref="InputRefusedException">The file is missing or refused.</exception>
    public DailyOptions? Options => options.Value;

    /// <summary>The store of the daily cycle; null where none is configured, or the file is refused.</summary>
    public string? Source => Validate(null, new DailySettings()).Succeeded ? Options?.Source : null;

    public ValidateOptionsResult Validate(string? name, DailySettings options)
    {
        try
        {
            _ = Options;
            return ValidateOptionsResult.Success;
        }
        catch (InputRefusedException exception)
        {
            return ValidateOptionsResult.Fail(exception.Message);
        }
    }

    private static DailyOptions? Read(string? file)
    {
        if (string.IsNullOrEmpty(file))
            return null;
        var options = YamlFile.Load<DailyOptions>(file);
        // The API's working folder is not the one that its operator looks at.
        RequireFull(file, "source", options.Source);
        RequireFull(file, "factory.settings", options.Factory.Settings);
        RequireFull(options.Factory.Settings, "settings", options.ToFactory().Settings);
        return options;
    }

    private static void RequireFull(string file, string key, string path)
    {
        if (!Path.IsPathFullyQualified(path))
            throw new InputRefusedException($"{file}: '{key}' is '{path}'; the API needs a full path.");
    }
}
