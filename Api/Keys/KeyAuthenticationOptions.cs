using Microsoft.AspNetCore.Authentication;

namespace Huracan.Api.Keys;

/// <summary>The framework requires an options type for each scheme.</summary>
internal sealed class KeyAuthenticationOptions : AuthenticationSchemeOptions;
