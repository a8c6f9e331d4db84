using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Huracan.Cluster.Postgres;
using Huracan.Contracts.Client;

namespace Huracan.Cluster.Keys;

/// <summary>The keys of the API. Only their hashes are kept: 256 random bits need no salt and no slow hash.</summary>
public sealed class ApiKeyTable(Database database, TimeProvider time)
{
    internal const string Put = "insert into api_keys (id, role, hash, created) values ($1, $2, $3, $4) on conflict (id) do nothing";

    internal const string Find = "select role from api_keys where hash = $1";

    private const string Prefix = "hrc_";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>A new key: random, 256 bits.</summary>
    public static string Create() => $"{Prefix}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}";

    /// <summary>Whether a text has the form of a key.</summary>
    public static bool IsKey(string text) =>
        text.Length == Prefix.Length + 64 && text.StartsWith(Prefix, StringComparison.Ordinal)
            && !text.AsSpan(Prefix.Length).ContainsAnyExcept(Digits);

    /// <summary>The key's hash in hexadecimal, as it is stored.</summary>
    public static string Fingerprint(string key) => Convert.ToHexStringLower(Hash(key));

    /// <summary>Adds a key under an id; an existing key is kept.</summary>
    /// <returns>Whether it was added.</returns>
    public async Task<bool> AddAsync(string id, ApiRole role, string key, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(Put, cancellationToken, id, role.ToString().ToUpperInvariant(), Hash(key), time.GetUtcNow()) == 1;

    /// <summary>The role of a key, or null for an unknown key.</summary>
    public async Task<ApiRole?> RoleAsync(string key, CancellationToken cancellationToken)
    {
        var roles = await database.QueryAsync(
            Find, row => Enum.Parse<ApiRole>(row.GetString(0), ignoreCase: true), cancellationToken, Hash(key));
        return roles.Count == 0 ? null : roles[0];
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
