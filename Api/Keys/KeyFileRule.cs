using Huracan.Api.Settings;
using Huracan.Contracts;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Keys;

/// <summary>The API does not start where its key file cannot be read, because no caller would have a key.</summary>
internal sealed class KeyFileRule(ApiKeyFile file) : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        try
        {
            file.ReadOrCreate();
            return ValidateOptionsResult.Success;
        }
        catch (Exception exception) when (exception is InputRefusedException or IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail(
                $"HURACAN_STATE, {file.FilePath}: {exception.Message} Correct it, or delete it to have new keys created.");
        }
    }
}
