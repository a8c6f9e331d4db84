using System.Security.Cryptography;
using System.Text;

namespace Huracan.Engine.Models;

/// <summary>Files that a person brings for a family, such as an ONNX graph and its description.</summary>
public sealed class FamilyFiles
{
    /// <summary>Takes files by name.</summary>
    public FamilyFiles(IReadOnlyDictionary<string, byte[]> content)
    {
        Content = content;
        var lines = content.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key} {ModelFiles.Hash(file.Value)}\n");
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    /// <summary>The files by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Content { get; }

    /// <summary>SHA-256 over the names and hashes of all, lower-case hexadecimal.</summary>
    public string Hash { get; }
}
