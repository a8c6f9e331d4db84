namespace Huracan.Api.Errors;

/// <summary>A request breaks rules: all of them at once, by the name of what breaks them.</summary>
internal sealed class RequestValidationException(IDictionary<string, string[]> errors) : Exception("The request has errors.")
{
    public RequestValidationException(string name, string error)
        : this(new Dictionary<string, string[]> { [name] = [error] })
    {
    }

    public IDictionary<string, string[]> Errors { get; } = errors;
}
