/* The functions of CatBoost's interface for training, by a trainer of a few lines: oblivious trees grown greedily on the gradients of the
   multinomial log loss. It tests how the library is called, and says nothing of how CatBoost trains. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { CLASSES = 3, BORDERS = 16, DEEPEST = 8 };

struct DataSet {
    const float *features, *labels, *weights, *baseline;
    int baseline_dim, features_count, samples_count;
};

struct Tree {
    int depth, features[DEEPEST];
    float borders[DEEPEST], leaves[CLASSES << DEEPEST], weights[1 << DEEPEST];
};

struct Model {
    int count;
    struct Tree *trees;
};

static const char *error = "";

static double number(const char *json, const char *key, double otherwise)
{
    char quoted[64] = "\"";
    strcat(strcat(quoted, key), "\":");
    const char *found = strstr(json, quoted);
    return found ? atof(found + strlen(quoted)) : otherwise;
}

static unsigned long long state;

static double chance(void)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(state >> 11) / 9007199254740992.0;
}

static int compare(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static float *borders_of(const struct DataSet *data)
{
    int n = data->samples_count;
    float *borders = malloc(sizeof(float) * BORDERS * data->features_count), *sorted = malloc(sizeof(float) * n);
    for (int f = 0; f < data->features_count; f++) {
        memcpy(sorted, data->features + (long)f * n, sizeof(float) * n);
        qsort(sorted, n, sizeof(float), compare);
        for (int b = 0; b < BORDERS; b++)
            borders[f * BORDERS + b] = sorted[(long)n * (b + 1) / (BORDERS + 1)];
    }
    free(sorted);
    return borders;
}

static void softmax(const double *logits, double *p)
{
    double top = fmax(logits[0], fmax(logits[1], logits[2])), sum = 0;
    for (int k = 0; k < CLASSES; k++)
        sum += p[k] = exp(logits[k] - top);
    for (int k = 0; k < CLASSES; k++)
        p[k] /= sum;
}

static int leaf_of(const struct Tree *tree, const struct DataSet *data, int i)
{
    int leaf = 0;
    for (int level = 0; level < tree->depth; level++)
        if (data->features[(long)tree->features[level] * data->samples_count + i] > tree->borders[level])
            leaf |= 1 << level;
    return leaf;
}

static double loss_after(const struct Tree *tree, const struct DataSet *data, double *logits)
{
    double loss = 0, p[CLASSES];
    for (int i = 0; i < data->samples_count; i++) {
        const float *leaf = tree->leaves + CLASSES * leaf_of(tree, data, i);
        for (int k = 0; k < CLASSES; k++)
            logits[CLASSES * i + k] += leaf[k];
        softmax(logits + CLASSES * i, p);
        loss -= log(p[(int)data->labels[i]]) / data->samples_count;
    }
    return loss;
}

static void grow(struct Tree *tree, const struct DataSet *data, const float *borders, const double *logits, int depth, double rate,
                 double l2, double subsample)
{
    int n = data->samples_count, *leaves = calloc(n, sizeof(int));
    double *g = malloc(sizeof(double) * n * CLASSES), *h = malloc(sizeof(double) * n * CLASSES), p[CLASSES];
    bool *taken = malloc(n);
    for (int i = 0; i < n; i++) {
        taken[i] = chance() < subsample;
        softmax(logits + CLASSES * i, p);
        double weight = data->weights ? data->weights[i] : 1;
        for (int k = 0; k < CLASSES; k++) {
            g[CLASSES * i + k] = weight * ((k == (int)data->labels[i]) - p[k]);
            h[CLASSES * i + k] = weight * p[k] * (1 - p[k]);
        }
    }
    static double sums[2][2 * CLASSES << DEEPEST];
    memset(tree, 0, sizeof *tree);
    for (int level = 0; level < depth; level++) {
        double best = -1;
        for (int f = 0; f < data->features_count; f++) {
            const float *column = data->features + (long)f * n;
            for (int b = 0; b < BORDERS; b++) {
                float border = borders[f * BORDERS + b];
                memset(sums, 0, sizeof sums);
                for (int i = 0; i < n; i++) {
                    if (!taken[i])
                        continue;
                    int cell = 2 * leaves[i] + (column[i] > border);
                    for (int k = 0; k < CLASSES; k++) {
                        sums[0][CLASSES * cell + k] += g[CLASSES * i + k];
                        sums[1][CLASSES * cell + k] += h[CLASSES * i + k];
                    }
                }
                double score = 0;
                for (int cell = 0; cell < CLASSES * (2 << level); cell++)
                    score += sums[0][cell] * sums[0][cell] / (sums[1][cell] + l2);
                if (score > best) {
                    best = score;
                    tree->features[level] = f;
                    tree->borders[level] = border;
                }
            }
        }
        tree->depth = level + 1;
        for (int i = 0; i < n; i++)
            leaves[i] = leaf_of(tree, data, i);
    }
    memset(sums, 0, sizeof sums);
    for (int i = 0; i < n; i++) {
        tree->weights[leaves[i]] += data->weights ? data->weights[i] : 1;
        for (int k = 0; k < CLASSES; k++) {
            sums[0][CLASSES * leaves[i] + k] += g[CLASSES * i + k];
            sums[1][CLASSES * leaves[i] + k] += h[CLASSES * i + k];
        }
    }
    for (int cell = 0; cell < CLASSES << depth; cell++)
        tree->leaves[cell] = (float)(rate * sums[0][cell] / (sums[1][cell] + l2));
    free(leaves);
    free(g);
    free(h);
    free(taken);
}

bool TrainCatBoost(const struct DataSet *train, const struct DataSet *test, const char *json, void **handle)
{
    bool differs = false;
    for (int i = 1; i < train->samples_count; i++)
        differs |= train->labels[i] != train->labels[0];
    if (!differs || !strstr(json, "\"MultiClass\"")) {
        error = "Target contains only one unique value";
        return false;
    }
    int rounds = (int)number(json, "iterations", 0), wait = (int)number(json, "od_wait", rounds), best = 0;
    state = (unsigned long long)number(json, "random_seed", 0) * 2654435761ULL + 1;
    struct Model *model = malloc(sizeof *model);
    model->trees = malloc(sizeof(struct Tree) * rounds);
    float *borders = borders_of(train);
    double *own = calloc((long)CLASSES * train->samples_count, sizeof(double)), least = INFINITY;
    double *others = calloc((long)CLASSES * test->samples_count, sizeof(double));
    for (model->count = 0; model->count < rounds && model->count - best <= wait; model->count++) {
        struct Tree *tree = model->trees + model->count;
        grow(tree, train, borders, own, (int)number(json, "depth", 4), number(json, "learning_rate", 0.1),
             number(json, "l2_leaf_reg", 3), number(json, "subsample", 1));
        loss_after(tree, train, own);
        double loss = loss_after(tree, test, others);
        if (loss < least) {
            least = loss;
            best = model->count;
        }
    }
    free(borders);
    free(own);
    free(others);
    *handle = model;
    return true;
}

int TreesCount(void *handle) { return ((struct Model *)handle)->count; }

int OutputDim(void *handle) { return handle ? CLASSES : 0; }

int TreeDepth(void *handle, int index) { return ((struct Model *)handle)->trees[index].depth; }

bool CopyTree(void *handle, int index, int *features, float *conditions, float *leaves, float *weights)
{
    const struct Tree *tree = ((struct Model *)handle)->trees + index;
    memcpy(features, tree->features, sizeof(int) * tree->depth);
    memcpy(conditions, tree->borders, sizeof(float) * tree->depth);
    memcpy(leaves, tree->leaves, sizeof(float) * CLASSES << tree->depth);
    memcpy(weights, tree->weights, sizeof(float) << tree->depth);
    return true;
}

const char *GetErrorString(void) { return error; }

void FreeHandle(void **handle)
{
    free(((struct Model *)*handle)->trees);
    free(*handle);
    *handle = NULL;
}
