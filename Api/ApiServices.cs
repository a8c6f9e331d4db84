using Huracan.Api.Caching;
using Huracan.Api.Champions;
using Huracan.Api.Daily;
using Huracan.Api.Decisions;
using Huracan.Api.Documents;
using Huracan.Api.Errors;
using Huracan.Api.Events;
using Huracan.Api.Hamilton;
using Huracan.Api.Keys;
using Huracan.Api.Market;
using Huracan.Api.Metrics;
using Huracan.Api.Models;
using Huracan.Api.Predictions;
using Huracan.Api.Runs;
using Huracan.Api.Settings;
using Huracan.Api.Startup;
using Huracan.Api.Studies;
using Huracan.Api.Telemetry;
using Huracan.Api.TrackRecord;
using Huracan.Api.Tracking;
using Huracan.Api.Units;
using Huracan.Cluster.Blobs;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Decisions;
using Huracan.Cluster.Events;
using Huracan.Cluster.Files;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Keys;
using Huracan.Cluster.Models;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Schedules;
using Huracan.Cluster.Silos;
using Huracan.Cluster.Studies;
using Huracan.Cluster.TrackRecord;
using Huracan.Cluster.Units;
using Huracan.Contracts.Json;
using Huracan.MarketData.Daily;
using Huracan.ServiceDefaults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Huracan.Api;

/// <summary>Registers the services of the API.</summary>
internal static class ApiServices
{
    public const string Connection = "huracan";
    private const long LargestRequest = 1 << 20;

    public static WebApplicationBuilder AddApi(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ApiOptions>(ApiOptions.Section);
        builder.Services.AddOptions<ApiOptions>().PostConfigure<IConfiguration>(UseStateFolder);
        builder.Services.AddSingleton<IValidateOptions<ApiOptions>, PluginRule<ApiOptions>>();
        builder.RequireConnectionString(Connection);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestRequest;
        });
        builder.Logging.AddFilter(typeof(KeyAuthentication).FullName, LogLevel.Warning); // requests without a key are not logged
        var services = builder.Services;
        services.AddSingleton(_ => new Database(builder.Configuration.GetConnectionString(Connection) ?? ""));
        services.AddSingleton<UnitTable>()
            .AddSingleton<UnitChangeTable>()
            .AddSingleton<UnitStateTable>()
            .AddSingleton<RunTable>()
            .AddSingleton<FileTable>()
            .AddSingleton<ModelTable>()
            .AddSingleton<ConclusionTable>()
            .AddSingleton<OpenedTestTable>()
            .AddSingleton<ChampionTable>()
            .AddSingleton<ContestTable>()
            .AddSingleton<DueTable>()
            .AddSingleton<SiloTable>()
            .AddSingleton<EventTable>()
            .AddSingleton<DecisionTable>()
            .AddSingleton<ApiKeyTable>()
            .AddSingleton<StudyTable>();
        services.AddSingleton<IBlobStore>(provider =>
            provider.GetRequiredService<IOptions<ApiOptions>>().Value.Blobs is { } folder
                ? new FolderBlobs(folder)
                : new PostgresBlobs(provider.GetRequiredService<Database>()));
        builder.AddValidatedOptions<ClusterSecurityOptions>(ClusterSecurityOptions.Section);
        builder.AddClusterConnection();
        builder.AddCache(builder.Configuration.GetConnectionString(Connection) ?? "");
        services.AddSingleton<RunPlanner>()
            .AddSingleton<UnitFileReader>()
            .AddSingleton<RunReports>()
            .AddSingleton<UnitCharts>()
            .AddSingleton<ModelViews>();
        services.AddSingleton<StudyPhases>().AddSingleton<StudyImportance>();
        services.AddSingleton<ModelLoader>()
            .AddSingleton<ModelCache>()
            .AddSingleton<StoredBitcoin>()
            .AddSingleton<GateSettings>()
            .AddSingleton<QualityGateProvider>()
            .AddSingleton<Forecaster>();
        services.AddSingleton<IValidateOptions<ApiOptions>>(provider => provider.GetRequiredService<GateSettings>());
        services.AddSingleton<DecisionWriter>().AddHostedService(provider => provider.GetRequiredService<DecisionWriter>());
        services.AddSingleton<ApiMetrics>().AddSingleton<RunMetrics>().AddHostedService<ApiGauges>();
        services.AddSingleton<IEventSink, CacheVersion>().AddSingleton<IEventSink>(provider => provider.GetRequiredService<RunMetrics>());
        services.AddSingleton<EventHub>().AddHostedService(provider => provider.GetRequiredService<EventHub>());
        services.AddSingleton<DatabaseStartup>().AddHostedService(provider => provider.GetRequiredService<DatabaseStartup>());
        services.AddHostedService<Demonstration>();
        services.AddHostedService<ChampionMirror>();
        builder.AddValidatedOptions<MarketOptions>(MarketOptions.Section);
        services.AddOptions<MarketOptions>().PostConfigure<DailyPlan>((market, plan) => market.Source ??= plan.Source);
        services.AddSingleton<MarketMetrics>().AddSingleton<MarketService>();
        services.AddHostedService(provider => provider.GetRequiredService<MarketService>());
        builder.AddValidatedOptions<DailySettings>(DailySettings.Section);
        services.AddSingleton<DailyPlan>().AddSingleton<DailyAlerts>().AddSingleton<DailyWatch>();
        services.AddSingleton<IValidateOptions<DailySettings>>(provider => provider.GetRequiredService<DailyPlan>());
        services.AddSingleton(provider => new Webhooks(Webhooks.NewClient(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDailyTask, DownloadTask>().AddSingleton<IDailyTask, UniverseTask>()
            .AddSingleton<IDailyTask, FactoryTask>()
            .AddSingleton<IDailyTask, RetentionTask>();
        services.AddSingleton<ScheduleHistoryTable>().AddHostedService<DailyService>();
        services.AddSingleton<TrackRecordTable>().AddSingleton<TrackRecordMetrics>().AddSingleton<DecisionMaker>()
            .AddSingleton<OutcomeMaker>().AddSingleton<PaperChampions>()
            .AddSingleton<PaperTrading>();
        services.AddHostedService(provider => provider.GetRequiredService<PaperTrading>());
        builder.AddTracking();
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", timeout: TimeSpan.FromSeconds(5)).AddCheck<ChampionsCheck>("champions");
        services.AddChampions();
        services.AddKeys().AddRequestLimits().AddErrorHandling().AddDocuments();
        services.ConfigureHttpJsonOptions(UseHuracanJson);
        return builder;
    }

    // Several APIs of one machine have a folder each.
    private static void UseStateFolder(ApiOptions options, IConfiguration configuration)
    {
        if (configuration[$"{ApiOptions.Section}:{nameof(ApiOptions.Champions)}"] is null && configuration["HURACAN_STATE"] is { } state)
            options.Champions = Path.Combine(state, "champions");
    }

    private static void UseHuracanJson(JsonOptions json)
    {
        var (from, to) = (HuracanJson.Compact, json.SerializerOptions);
        to.PropertyNamingPolicy = from.PropertyNamingPolicy;
        to.PropertyNameCaseInsensitive = false;
        to.NumberHandling = from.NumberHandling;
        to.Encoder = from.Encoder;
        to.AllowDuplicateProperties = from.AllowDuplicateProperties;
        to.RespectNullableAnnotations = from.RespectNullableAnnotations;
        to.RespectRequiredConstructorParameters = from.RespectRequiredConstructorParameters;
        // a misspelt setting is an error; its default would hide it
        to.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow;
        foreach (var converter in from.Converters)
            to.Converters.Add(converter);
    }
}
