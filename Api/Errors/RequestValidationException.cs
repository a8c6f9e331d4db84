namespace Huracan.Api.Errors;

/// <summary>A request is invalid: all its errors by the name of the value.</summary>
internal sealed class RequestValidationException(IDictionary<string, string[]> errors) : Exception("The request has errors.")
{
    public RequestValidationException(string name, string error)
        : this(new Dictionary<string, string[]> { [name] = [error] })
    {
    }

    public IDictionary<string, string[]> Errors { get; } = errors;
}
