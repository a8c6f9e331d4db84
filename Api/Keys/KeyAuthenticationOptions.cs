using Microsoft.AspNetCore.Authentication;

namespace Huracan.Api.Keys;

/// <summary>The framework asks for a type of its own.</summary>
internal sealed class KeyAuthenticationOptions : AuthenticationSchemeOptions;
