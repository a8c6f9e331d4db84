using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Huracan.AppHost.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Huracan.AppHost;

/// <summary>The command line, from its options to the exit code.</summary>
internal sealed class CommandLine
{
    private const int MostSilos = 64;
    private const int MostPort = 65535;
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(9.5); // above the host's own limit, below the 10 s promised
    private readonly Option<int> silos = Number("--silos", "N", "Silos to start.", 1, MostSilos);
    private readonly Option<string> state = new("--state")
    {
        Description = "Folder for data and passwords kept between runs.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Checkout.Path(".state")
    };
    private readonly Option<int> apiPort = Number("--api-port", "PORT", "Port of the API.", 5080, MostPort);
    private readonly Option<int> dashboardPort = Number("--dashboard-port", "PORT", "Port of the dashboard.", 5081, MostPort);
    private readonly Option<int> aspirePort = Number(
        "--aspire-port", "PORT", "Port of Aspire's dashboard: logs, traces, metrics.", AspireDashboard.Port, MostPort);
    private readonly Option<bool> noDashboard = new("--no-dashboard")
    { Description = "Start no dashboard of Huracan's own.", Arity = ArgumentArity.Zero };
    private readonly Option<FileInfo> demo = new Option<FileInfo>("--demo")
    { Description = "Settings of a run that is made where nothing is stored yet.", HelpName = "FILE" }.AcceptExistingOnly();
    private readonly Option<ServerKind> servers = new("--servers")
    {
        Description = "PostgreSQL and Redis as containers or processes; auto: containers where an engine answers.",
        HelpName = "auto|container|process"
    };
    private readonly Option<string?>[] aspire = [.. new[] { "--operation", "--publisher", "--output-path", "--step", "--log-level",
        "--environment" }
        .Select(name => new Option<string?>(name) { Hidden = true })];

    /// <summary>Reads the options, puts the application together, and runs it to its end.</summary>
    /// <returns>0 after a stop that was asked for; 1 when a part cannot be started; 2 when options, or the settings of a host, are
    /// refused.</returns>
    public static async Task<int> RunAsync(string[] args, Func<AppHostOptions, DistributedApplication> build)
    {
        var parsed = new CommandLine().Root(options => RunAsync(options, build)).Parse(args);
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        return parsed.Errors.Count > 0 ? ExitCodes.Refused : code;
    }

    internal RootCommand Root(Func<AppHostOptions, Task<int>> run)
    {
        var root = new RootCommand(
            "Starts PostgreSQL, Redis, the silos, the API and the dashboard, and stops them all on Ctrl-C. "
            + "A server of your own is used where ConnectionStrings__huracan or ConnectionStrings__redis names it.")
        { silos, state, apiPort, dashboardPort, aspirePort, noDashboard, demo, servers };
        foreach (var option in aspire)
            root.Add(option);
        root.SetAction(parsed => run(Read(parsed)));
        return root;
    }

    private static async Task<int> RunAsync(AppHostOptions options, Func<AppHostOptions, DistributedApplication> build)
    {
        if (options.Ports.Select(port => port.Port).Distinct().Count() < options.Ports.Count)
        {
            await Console.Error.WriteLineAsync(
                $"error: {string.Join(" and ", options.Ports.Select(port => $"--{port.Option}"))} must differ");
            return ExitCodes.Refused;
        }
        try
        {
            await using var application = build(options);
            var lifetime = application.Services.GetRequiredService<IHostApplicationLifetime>();
            if (Assembly.GetEntryAssembly() == typeof(CommandLine).Assembly) // Aspire's tests run this within their own process
                lifetime.ApplicationStopping.Register(() => _ = ExitInTimeAsync());
            await application.RunAsync();
            return Environment.ExitCode;
        }
        catch (StartRefusedException exception)
        {
            await Console.Error.WriteLineAsync($"error: {exception.Message}");
            return ExitCodes.Failed;
        }
    }

    // A start that is interrupted, and the orchestrator on a busy machine, can take much longer to stop. It ends what is left once this
    // process is gone.
    private static async Task ExitInTimeAsync()
    {
        await Task.Delay(ExitPatience);
        Environment.Exit(Environment.ExitCode);
    }

    private AppHostOptions Read(ParseResult parsed) => new()
    {
        Silos = parsed.GetValue(silos),
        StateFolder = Path.GetFullPath(parsed.GetRequiredValue(state)),
        ApiPort = parsed.GetValue(apiPort),
        DashboardPort = parsed.GetValue(dashboardPort),
        AspirePort = parsed.GetResult(aspirePort) is { Implicit: false } ? parsed.GetValue(aspirePort) : null,
        NoDashboard = parsed.GetValue(noDashboard),
        Demo = parsed.GetValue(demo)?.FullName,
        Servers = parsed.GetValue(servers),
        Aspire = [.. aspire.Where(option => parsed.GetValue(option) is not null)
            .SelectMany(option => new[] { option.Name, parsed.GetRequiredValue(option)! })],
    };

    private static Option<int> Number(string name, string helpName, string description, int standard, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = helpName, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            // The parser itself reports what is not a number.
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number)
                && (number < 1 || number > most))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} {number}: must be a whole number from 1 to {most}"));
        });
        return option;
    }
}
