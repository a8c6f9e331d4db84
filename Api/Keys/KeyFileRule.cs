using Huracan.Api.Settings;
using Huracan.Cluster.Keys;
using Huracan.Contracts;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Keys;

/// <summary>The API does not start where its keys cannot be read or are none, because no caller would have a key.</summary>
internal sealed class KeyFileRule(ApiKeyFile file) : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        if (options.OperatorKey is { } key && !ApiKeyTable.IsKey(key)) // the message does not repeat it: it may be a real secret
            return ValidateOptionsResult.Fail($"{ApiOptions.Section}__OperatorKey must be hrc_ and 64 hexadecimal digits in lower case.");
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
