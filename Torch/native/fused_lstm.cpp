// One layer of LSTM over a whole sequence as one operator, huracan::lstm: the products with the inputs, the weight gradients and the
// input gradient are one matrix multiplication each, and the gates of a step are computed in one pass over memory. ATen's own CPU path
// spends most of its time on some thirty small operators per step. Float32 on the CPU, the hidden size a multiple of 8; everything else goes to aten::lstm.
#include <ATen/ATen.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <cstdint>

namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

#define INLINE static inline __attribute__((always_inline))

// Eight numbers at once: GCC's own vectors, which become the instructions of whatever processor a function is compiled for.
typedef float Floats __attribute__((vector_size(32)));
typedef int32_t Ints __attribute__((vector_size(32)));
constexpr int64_t Lanes = 8;

INLINE Floats load(const float* p) {
    Floats x;
    __builtin_memcpy(&x, p, sizeof x);
    return x;
}

INLINE void store(float* p, Floats x) { __builtin_memcpy(p, &x, sizeof x); }

// e^x to 2 ulp: Cody and Waite's reduction to [-ln 2 / 2, ln 2 / 2] and the polynomial of Moshier's Cephes.
INLINE Floats exponential(Floats x) {
    x = x > -87.0f ? x : Floats{} - 87.0f;
    x = x < 88.0f ? x : Floats{} + 88.0f;
    const float rounding = 12582912.0f; // 1.5 * 2^23: adding it rounds to the nearest whole number
    Floats n = (x * 1.44269504088896341f + rounding) - rounding;
    Floats r = x - n * 0.693359375f + n * 2.12194440e-4f;
    Floats p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    return p * (Floats)((__builtin_convertvector(n, Ints) + 127) << 23);
}

INLINE Floats sigmoid(Floats x) { return 1.0f / (1.0f + exponential(-x)); }
INLINE Floats hyperbolic(Floats x) { return 2.0f / (1.0f + exponential(-2.0f * x)) - 1.0f; }

// One step forward. gates: (batch, 4 hidden) in PyTorch's order input, forget, cell, output; overwritten by their activations.
INLINE void step_forward(float* gates, const float* c_before, float* c, float* tanh_c, float* h, int64_t batch, int64_t hidden) {
    for (int64_t b = 0; b < batch; b++) {
        float *i = gates + b * 4 * hidden, *f = i + hidden, *g = f + hidden, *o = g + hidden;
        const int64_t row = b * hidden;
        for (int64_t k = 0; k < hidden; k += Lanes) {
            Floats in = sigmoid(load(i + k)), forget = sigmoid(load(f + k)), cell = hyperbolic(load(g + k)), output = sigmoid(load(o + k));
            Floats state = forget * load(c_before + row + k) + in * cell;
            Floats squashed = hyperbolic(state);
            store(i + k, in), store(f + k, forget), store(g + k, cell), store(o + k, output);
            store(c + row + k, state), store(tanh_c + row + k, squashed), store(h + row + k, output * squashed);
        }
    }
}

// One step backward: gradients of the gates before their activations from those of h and c; dc becomes that of the step before.
INLINE void step_backward(const float* gates, const float* c_before, const float* tanh_c, const float* dh, float* dc, float* d_gates,
                          int64_t batch, int64_t hidden) {
    for (int64_t b = 0; b < batch; b++) {
        const float* gate = gates + b * 4 * hidden;
        float* d_gate = d_gates + b * 4 * hidden;
        const int64_t row = b * hidden;
        for (int64_t k = 0; k < hidden; k += Lanes) {
            Floats i = load(gate + k), f = load(gate + hidden + k), g = load(gate + 2 * hidden + k), o = load(gate + 3 * hidden + k);
            Floats squashed = load(tanh_c + row + k), grad = load(dh + row + k);
            Floats d_state = load(dc + row + k) + grad * o * (1.0f - squashed * squashed);
            store(d_gate + k, d_state * g * i * (1.0f - i));
            store(d_gate + hidden + k, d_state * load(c_before + row + k) * f * (1.0f - f));
            store(d_gate + 2 * hidden + k, d_state * i * (1.0f - g * g));
            store(d_gate + 3 * hidden + k, grad * squashed * o * (1.0f - o));
            store(dc + row + k, d_state * f);
        }
    }
}

using Forward = void (*)(float*, const float*, float*, float*, float*, int64_t, int64_t);
using Backward = void (*)(const float*, const float*, const float*, const float*, float*, float*, int64_t, int64_t);

#define KERNELS(name, attribute)                                                                                                    \
    attribute void forward_##name(float* a, const float* b, float* c, float* d, float* e, int64_t m, int64_t n) {                   \
        step_forward(a, b, c, d, e, m, n);                                                                                          \
    }                                                                                                                               \
    attribute void backward_##name(const float* a, const float* b, const float* c, const float* d, float* e, float* f, int64_t m,   \
                                   int64_t n) {                                                                                     \
        step_backward(a, b, c, d, e, f, m, n);                                                                                      \
    }

KERNELS(plain, )
#if defined(__x86_64__)
KERNELS(avx2, __attribute__((target("avx2,fma"))))
KERNELS(avx512, __attribute__((target("avx512f,avx512dq,avx512vl,fma"))))

bool has_avx512() { return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"); }
bool has_avx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
const Forward run_forward = has_avx512() ? forward_avx512 : has_avx2() ? forward_avx2 : forward_plain;
const Backward run_backward = has_avx512() ? backward_avx512 : has_avx2() ? backward_avx2 : backward_plain;
#else
const Forward run_forward = forward_plain;
const Backward run_backward = backward_plain;
#endif

struct FusedLstm : torch::autograd::Function<FusedLstm> {
    // input (time, batch, in); h0, c0 (batch, hidden). Answers the output of every step (time, batch, hidden) and the last c.
    static variable_list forward(AutogradContext* context, Tensor input, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor h0, Tensor c0) {
        at::AutoDispatchBelowADInplaceOrView plain; // nothing in here is to be recorded
        const auto steps = input.size(0), batch = input.size(1), hidden = w_hh.size(1);
        TORCH_CHECK(input.scalar_type() == at::kFloat && input.is_cpu() && hidden % Lanes == 0, "huracan::lstm takes float32 on the CPU and a hidden size that is a multiple of 8");
        auto x = input.contiguous();
        auto gates = at::addmm(b_ih + b_hh, x.view({steps * batch, -1}), w_ih.t()).view({steps, batch, 4 * hidden});
        auto h = at::empty({steps + 1, batch, hidden}, x.options()), c = at::empty_like(h);
        auto tanh_c = at::empty({steps, batch, hidden}, x.options());
        h[0].copy_(h0);
        c[0].copy_(c0);
        auto recurrent = w_hh.t();
        const auto cells = batch * hidden;
        for (int64_t t = 0; t < steps; t++) {
            gates[t].addmm_(h[t], recurrent);
            run_forward(gates.data_ptr<float>() + t * 4 * cells, c.data_ptr<float>() + t * cells, c.data_ptr<float>() + (t + 1) * cells,
                        tanh_c.data_ptr<float>() + t * cells, h.data_ptr<float>() + (t + 1) * cells, batch, hidden);
        }
        context->save_for_backward({x, w_ih, w_hh});
        context->saved_data["gates"] = gates;
        context->saved_data["h"] = h;
        context->saved_data["c"] = c;
        context->saved_data["tanh_c"] = tanh_c;
        return {h.narrow(0, 1, steps), c[steps].clone()};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        at::AutoDispatchBelowADInplaceOrView plain;
        const auto saved = context->get_saved_variables();
        const auto &x = saved[0], &w_ih = saved[1], &w_hh = saved[2];
        const auto gates = context->saved_data["gates"].toTensor(), h = context->saved_data["h"].toTensor();
        const auto c = context->saved_data["c"].toTensor(), tanh_c = context->saved_data["tanh_c"].toTensor();
        const auto steps = x.size(0), batch = x.size(1), hidden = w_hh.size(1), cells = batch * hidden;
        const auto d_output = gradients[0].defined() ? gradients[0].contiguous() : Tensor();
        auto dh = at::zeros({batch, hidden}, x.options());
        auto dc = gradients[1].defined() ? gradients[1].clone(at::MemoryFormat::Contiguous) : at::zeros_like(dh);
        auto d_gates = at::empty_like(gates);
        for (int64_t t = steps - 1; t >= 0; t--) {
            if (d_output.defined())
                dh.add_(d_output[t]);
            run_backward(gates.data_ptr<float>() + t * 4 * cells, c.data_ptr<float>() + t * cells, tanh_c.data_ptr<float>() + t * cells,
                         dh.data_ptr<float>(), dc.data_ptr<float>(), d_gates.data_ptr<float>() + t * 4 * cells, batch, hidden);
            at::mm_out(dh, d_gates[t], w_hh);
        }
        auto flat = d_gates.view({steps * batch, 4 * hidden});
        auto d_bias = flat.sum(0);
        return {
            at::mm(flat, w_ih).view(x.sizes()),
            at::mm(flat.t(), x.view({steps * batch, -1})),
            at::mm(flat.t(), h.narrow(0, 0, steps).reshape({steps * batch, hidden})),
            d_bias, d_bias.clone(), dh, dc,
        };
    }
};

std::tuple<Tensor, Tensor> lstm(const Tensor& input, const Tensor& w_ih, const Tensor& w_hh, const Tensor& b_ih, const Tensor& b_hh,
                                const Tensor& h0, const Tensor& c0) {
    auto results = FusedLstm::apply(input, w_ih, w_hh, b_ih, b_hh, h0, c0);
    return {results[0], results[1]};
}

} // namespace

TORCH_LIBRARY(huracan, library) {
    library.def("lstm(Tensor input, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor h0, Tensor c0) -> (Tensor, Tensor)", &lstm);
}
