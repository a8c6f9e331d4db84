using System.Globalization;
using Huracan.Tests.Servers;

namespace Huracan.Bench.Partition;

/// <summary>
/// Hosts with addresses of their own on one machine: a network namespace each, on one bridge to this process. Root only.
/// </summary>
internal sealed class NetworkNamespaces : IAsyncDisposable
{
    private const string Bridge = "huracan0";
    private const string Network = "10.231.7";
    private readonly IReadOnlyList<string> hosts;

    private NetworkNamespaces(IReadOnlyList<string> hosts) => this.hosts = hosts;

    /// <summary>The address of this process for the hosts.</summary>
    public static string Gateway => $"{Network}.1";

    public static async Task<NetworkNamespaces> CreateAsync(params string[] hosts)
    {
        var network = new NetworkNamespaces(hosts);
        await network.DisposeAsync(); // what an earlier run left
        await IpAsync($"link add {Bridge} type bridge");
        await IpAsync($"address add {Gateway}/24 dev {Bridge}");
        await IpAsync($"link set {Bridge} up");
        foreach (var host in hosts)
        {
            await IpAsync($"netns add {host}");
            await IpAsync($"link add {Outside(host)} type veth peer name eth0 netns {host}");
            await IpAsync($"link set {Outside(host)} master {Bridge} up");
            await IpAsync($"-n {host} address add {network.AddressOf(host)}/24 dev eth0");
            await IpAsync($"-n {host} link set eth0 up");
            await IpAsync($"-n {host} link set lo up");
        }
        return network;
    }

    public string AddressOf(string host) => string.Create(
        CultureInfo.InvariantCulture, $"{Network}.{2 + hosts.ToList().IndexOf(host)}");

    /// <summary>The same program on a host.</summary>
    public static ProcessCommand On(string host, ProcessCommand command) =>
        command with { Program = "ip", Arguments = ["netns", "exec", host, command.Program, .. command.Arguments] };

    /// <summary>Cuts a host off from all others, or lets it back.</summary>
    public static Task CutAsync(string host, bool isCut) => IpAsync($"link set {Outside(host)} {(isCut ? "down" : "up")}");

    /// <summary>Cuts two hosts off from each other, or lets them talk again; both reach this process.</summary>
    public Task CutAsync(string one, string other, bool isCut) =>
        IpAsync($"-n {one} route {(isCut ? "add" : "del")} blackhole {AddressOf(other)}/32");

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
            await ChildProcess.RunAsync(new ProcessCommand("ip", ["netns", "del", host]), CancellationToken.None);
        await ChildProcess.RunAsync(new ProcessCommand("ip", ["link", "del", Bridge]), CancellationToken.None);
    }

    private static string Outside(string host) => $"{host}-0";

    private static async Task IpAsync(string arguments)
    {
        var (code, output) = await ChildProcess.RunAsync(new ProcessCommand("ip", arguments.Split(' ')), CancellationToken.None);
        if (code != 0)
            throw new InvalidOperationException($"'ip {arguments}' ended with {code}: {output}");
    }
}
