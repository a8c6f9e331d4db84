namespace Huracan.Contracts.Client;

/// <summary>Sends the key with every request.</summary>
/// <param name="key">Gives it; asked every time, since it may come later than the program or change.</param>
public sealed class ApiKeyHandler(Func<string> key) : DelegatingHandler
{
    /// <summary>The header that carries the key.</summary>
    public const string Header = "X-Api-Key";

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove(Header);
        request.Headers.Add(Header, key());
        return base.SendAsync(request, cancellationToken);
    }
}
