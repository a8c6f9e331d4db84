using Huracan.Contracts;
using Huracan.Storage.Runs;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Settings;

/// <summary>The API does not start with a plug-in that it could not check requests or load models by.</summary>
internal sealed class PluginRule : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
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
