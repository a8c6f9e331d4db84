using Huracan.Contracts;
using Huracan.Storage.Runs;
using Microsoft.Extensions.Options;

namespace Huracan.Silo.Settings;

/// <summary>A silo does not start with a plug-in that its workers could not load.</summary>
internal sealed class PluginRule : IValidateOptions<SiloOptions>
{
    public ValidateOptionsResult Validate(string? name, SiloOptions options)
    {
        try
        {
            _ = RunFiles.Families;
            return ValidateOptionsResult.Success;
        }
        catch (InputRefusedException refused)
        {
            return ValidateOptionsResult.Fail(refused.Message);
        }
    }
}
