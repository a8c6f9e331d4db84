namespace Huracan.Api.Errors;

/// <summary>A request breaks rules: all of them at once, by the name of what breaks them.</summary>
internal sealed class RequestValidationException(IDictionary<string, string[]> faults) : Exception("The request has faults.")
{
    public RequestValidationException(string name, string fault)
        : this(new Dictionary<string, string[]> { [name] = [fault] })
    {
    }

    public IDictionary<string, string[]> Faults { get; } = faults;
}
