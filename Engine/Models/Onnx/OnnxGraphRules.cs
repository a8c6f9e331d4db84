using System.Text;
using Huracan.Contracts;

namespace Huracan.Engine.Models.Onnx;

/// <summary>
/// What a graph may not have, looked for before the runtime reads it: weights in other files, by which it could read files of the machine
/// that loads it; operators outside of ONNX's own, which need code; and operators that draw random numbers. Field numbers are those of
/// <c>onnx.proto</c>.
/// </summary>
internal sealed class OnnxGraphRules
{
    private const int DeepestGraph = 32;
    private const ulong ExternalLocation = 1;

    private static readonly string[] OwnDomains = ["", "ai.onnx", "ai.onnx.ml"];
    private static readonly string[] RandomOperators =
        ["Bernoulli", "Multinomial", "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike"];

    private readonly SortedSet<string> faults = new(StringComparer.Ordinal);
    private readonly HashSet<string> functions = new(StringComparer.Ordinal);

    private OnnxGraphRules()
    {
    }

    /// <summary>Looks through a graph.</summary>
    /// <param name="model">The file.</param>
    /// <returns>Version of ONNX's operators that it was made with, for messages.</returns>
    /// <exception cref="InputRefusedException">It is no ONNX model, or has what it may not have; the message continues after the file's
    /// name.</exception>
    public static ulong Check(ReadOnlySpan<byte> model)
    {
        var rules = new OnnxGraphRules();
        try
        {
            var version = rules.Model(model);
            return rules.faults.Count == 0 ? version : throw new InputRefusedException($"it has {string.Join("; ", rules.faults)}.");
        }
        catch (FormatException exception)
        {
            throw new InputRefusedException($"{exception.Message}.", exception);
        }
    }

    private ulong Model(ReadOnlySpan<byte> model)
    {
        // Functions are made of operators, which are looked through below.
        for (var fields = new ProtobufReader(model); fields.Next();)
        {
            if (fields.Field == 25)
                functions.Add($"{TextOf(fields.Content, 10)}.{TextOf(fields.Content, 1)}");
        }
        var (hasGraph, version) = (false, 0UL);
        for (var fields = new ProtobufReader(model); fields.Next();)
        {
            if (fields.Field == 7)
            {
                hasGraph = true;
                Nodes(fields.Content, 1, 0);
            }
            else if (fields.Field == 25)
                Nodes(fields.Content, 7, 0);
            else if (fields.Field == 8 && TextOf(fields.Content, 1) is "" or "ai.onnx")
                version = NumberOf(fields.Content, 2);
        }
        return hasGraph ? version : throw new FormatException("it is no ONNX model: it has no graph");
    }

    // Of a graph or a function, which have their nodes in different fields.
    private void Nodes(ReadOnlySpan<byte> graph, int field, int depth)
    {
        if (depth > DeepestGraph)
            throw new FormatException($"its graphs lie in each other more than {DeepestGraph} deep");
        for (var fields = new ProtobufReader(graph); fields.Next();)
        {
            if (fields.Field == field)
                Node(fields.Content, depth);
            else if (field == 7 && fields.Field == 11)
                Attribute(fields.Content, depth); // a function's own, with the value where a call gives none
            else if (field == 1 && fields.Field == 5)
                Tensor(fields.Content);
            else if (field == 1 && fields.Field == 15)
                SparseTensor(fields.Content);
        }
    }

    private void Node(ReadOnlySpan<byte> node, int depth)
    {
        var (name, domain) = (TextOf(node, 4), TextOf(node, 7));
        if (!OwnDomains.Contains(domain) && !functions.Contains($"{domain}.{name}"))
            faults.Add($"the operator {domain}.{name}, which is none of ONNX's own");
        else if (RandomOperators.Contains(name))
            faults.Add($"the operator {name}, which draws random numbers");
        for (var fields = new ProtobufReader(node); fields.Next();)
        {
            if (fields.Field == 5)
                Attribute(fields.Content, depth);
        }
    }

    private void Attribute(ReadOnlySpan<byte> attribute, int depth)
    {
        for (var fields = new ProtobufReader(attribute); fields.Next();)
        {
            switch (fields.Field)
            {
                case 5 or 10:
                    Tensor(fields.Content);
                    break;
                case 6 or 11:
                    Nodes(fields.Content, 1, depth + 1);
                    break;
                case 22 or 23:
                    SparseTensor(fields.Content);
                    break;
            }
        }
    }

    private void SparseTensor(ReadOnlySpan<byte> tensor)
    {
        for (var fields = new ProtobufReader(tensor); fields.Next();)
        {
            if (fields.Field is 1 or 2)
                Tensor(fields.Content);
        }
    }

    private void Tensor(ReadOnlySpan<byte> tensor)
    {
        for (var fields = new ProtobufReader(tensor); fields.Next();)
        {
            if (fields.Field == 13 || (fields.Field == 14 && fields.Number == ExternalLocation))
                faults.Add("weights in another file; export it with all of them inside");
        }
    }

    private static string TextOf(ReadOnlySpan<byte> message, int field)
    {
        var text = "";
        for (var fields = new ProtobufReader(message); fields.Next();)
        {
            if (fields.Field == field)
                text = Encoding.UTF8.GetString(fields.Content);
        }
        return text;
    }

    private static ulong NumberOf(ReadOnlySpan<byte> message, int field)
    {
        var number = 0UL;
        for (var fields = new ProtobufReader(message); fields.Next();)
        {
            if (fields.Field == field)
                number = fields.Number;
        }
        return number;
    }
}
