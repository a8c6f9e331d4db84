using System.Security.Claims;
using System.Text.Encodings.Web;
using Huracan.Cluster.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Keys;

/// <summary>A key in the header <c>X-Api-Key</c>, or in <c>Authorization</c> behind <c>Bearer</c>.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<KeyAuthenticationOptions> options, ILoggerFactory logs, UrlEncoder encoder, KeyRing keys,
    IProblemDetailsService problems)
    : AuthenticationHandler<KeyAuthenticationOptions>(options, logs, encoder)
{
    public new const string Scheme = "ApiKey";
    public const string Header = "X-Api-Key";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Given() is not { } key)
            return AuthenticateResult.NoResult();
        if (await keys.RoleAsync(key, Context.RequestAborted) is not { } role)
            return AuthenticateResult.Fail("The key is unknown.");
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, ApiKeyTable.Fingerprint(key)), new Claim(ClaimTypes.Role, role.ToString())], Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        var detail = Given() is null
            ? $"This needs a key: send it in the header {Header}, or as Authorization: Bearer."
            : "The key is unknown.";
        await WriteAsync(StatusCodes.Status401Unauthorized, detail);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        WriteAsync(StatusCodes.Status403Forbidden, "This needs an operator's key; this one belongs to a reader.");

    private string? Given()
    {
        if (Request.Headers[Header].FirstOrDefault() is { Length: > 0 } key)
            return key.Trim();
        var bearer = Request.Headers.Authorization.FirstOrDefault();
        return bearer?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true ? bearer[Bearer.Length..].Trim() : null;
    }

    private async Task WriteAsync(int status, string detail)
    {
        Response.StatusCode = status;
        await problems.TryWriteAsync(
            new ProblemDetailsContext { HttpContext = Context, ProblemDetails = new ProblemDetails { Status = status, Detail = detail } });
    }
}
