namespace Huracan.Api.Answers;

/// <summary>What holds for files that a browser may show.</summary>
internal static class PageAnswer
{
    /// <summary>A report is an HTML page: it may run no script and load nothing from this server.</summary>
    public static void Confine(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-cache";
    }
}
