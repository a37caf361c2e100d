package stats

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// read parses one file of the real data into v.
func read(t *testing.T, name string, v any) {
	t.Helper()
	root := os.Getenv("ALUR_TESTDATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	data, err := os.ReadFile(filepath.Join(root, "eventlogs", name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the real data is not beside the project; set ALUR_TESTDATA")
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatal(err)
	}
}

// near reports a figure that is off by more than the rounding of the files.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*max(1, math.Abs(want))) {
		t.Errorf("%s: %.12g, want %.12g", what, got, want)
	}
}

// TestTheVectorsAgree compares with every statistical vector: numpy's, scipy's
// and lifelines' results.
func TestTheVectorsAgree(t *testing.T) {
	var vectors struct {
		Quantiles []struct {
			X       []float64          `json:"x"`
			Type7   map[string]float64 `json:"type7"`
			Nearest map[string]float64 `json:"nearest_rank"`
		} `json:"quantiles"`
		Wilson []struct {
			K, N   int
			Lo, Hi float64
		} `json:"wilson95"`
		Median []struct {
			N        int
			Ranks    []int
			Coverage *float64
		} `json:"median_ci95"`
		MannWhitney []struct {
			X, Y  []float64
			U     float64
			P     float64 `json:"p_asymptotic_tie_and_continuity_corrected"`
			Delta float64 `json:"cliffs_delta"`
		} `json:"mann_whitney"`
		KaplanMeier []struct {
			Time     []float64
			Finished []int
			Times    []float64 `json:"surv_times"`
			Left     []float64 `json:"surv_prob"`
			Median   float64
		} `json:"kaplan_meier"`
		Erlang []struct {
			Servers int
			Load    float64 `json:"offered_load"`
			Waits   float64 `json:"P_wait"`
			Wait    float64 `json:"mean_wait_in_mean_services"`
		} `json:"erlang_c"`
	}
	read(t, "vectors.json", &vectors)
	counts := []int{len(vectors.Quantiles), len(vectors.Wilson), len(vectors.Median), len(vectors.MannWhitney), len(vectors.KaplanMeier), len(vectors.Erlang)}
	if want := []int{7, 20, 7, 3, 2, 5}; !slices.Equal(counts, want) {
		t.Fatalf("%v vectors, not %v", counts, want)
	}
	for _, v := range vectors.Quantiles {
		d := Describe(v.X)
		for text, want := range v.Type7 {
			p, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "type 7 "+text, Quantile7(v.X, p), want)
			near(t, "nearest rank "+text, NearestRank(v.X, p), v.Nearest[text])
		}
		for text, got := range map[string]float64{"0.5": d.P50, "0.75": d.P75, "0.85": d.P85, "0.9": d.P90, "0.95": d.P95} {
			near(t, "distribution "+text, got, v.Type7[text])
		}
	}
	for _, v := range vectors.Wilson {
		w := RateOf(v.K, v.N).Wilson()
		near(t, "Wilson low", w.Low, v.Lo)
		near(t, "Wilson high", w.High, v.Hi)
	}
	for _, v := range vectors.Median {
		low, high := QuantileRanks(v.N, 0.5)
		if v.Ranks == nil {
			if low != 0 || high != v.N+1 {
				t.Errorf("median of %d: ranks %d and %d, want none", v.N, low, high)
			}
			continue
		}
		if low != v.Ranks[0] || high != v.Ranks[1] {
			t.Errorf("median of %d: ranks %d and %d, want %v", v.N, low, high, v.Ranks)
		}
		near(t, "coverage", RanksCover(v.N, 0.5, low, high), *v.Coverage)
	}
	for _, v := range vectors.MannWhitney {
		u, p := MannWhitney(v.X, v.Y)
		near(t, "U", u, v.U)
		near(t, "p", p, v.P)
		near(t, "Cliff's delta", CliffsDelta(v.X, v.Y), v.Delta)
	}
	for _, v := range vectors.KaplanMeier {
		var rows []Lasting
		for i, at := range v.Time {
			rows = append(rows, Lasting{Time: at, Ended: v.Finished[i] == 1})
		}
		s := KaplanMeier(rows)
		if len(s.Steps) != len(v.Times) {
			t.Fatalf("%d steps of the curve, want %d", len(s.Steps), len(v.Times))
		}
		for i, step := range s.Steps {
			near(t, "time of ending", step.Time, v.Times[i])
			near(t, "share left", step.Left, v.Left[i])
		}
		m, ok := s.Median()
		if !ok {
			t.Error("the median is not reached")
		}
		near(t, "Kaplan-Meier median", m, v.Median)
	}
	for _, v := range vectors.Erlang {
		near(t, "Erlang C", ErlangC(v.Servers, v.Load), v.Waits)
		near(t, "wait", Queue{Arrivals: v.Load, Services: 1, C: v.Servers}.Wait(), v.Wait)
	}
}

// TestTheClosedFormsOfQueuesAgree compares with every closed form of mmc.json,
// and with the simulations beside them, which know nothing of the formulas.
func TestTheClosedFormsOfQueuesAgree(t *testing.T) {
	var file struct {
		MMC []struct {
			Lam, Mu float64
			C       int
			Closed  struct {
				Rho          float64
				Load         float64 `json:"offered_load_a"`
				Waits        float64 `json:"P_wait"`
				Wq, W, Lq, L float64
				P90          float64 `json:"Wq_p90"`
				Within20     float64 `json:"service_level_20pct_of_mean_service"`
			}
			Sim struct {
				Wq    float64 `json:"Wq_mean"`
				SD    float64 `json:"Wq_sd_of_runs"`
				Waits float64 `json:"P_wait"`
			} `json:"own_des_5x200k"`
		}
		MG1 []struct {
			Lam  float64
			Mean float64 `json:"mean_service"`
			Cs2  float64
			Wq   float64 `json:"closed_Wq"`
			Sim  float64 `json:"own_des"`
			SD   float64
		}
	}
	read(t, "mmc.json", &file)
	if len(file.MMC) != 9 || len(file.MG1) != 3 {
		t.Fatalf("%d and %d queues, not 9 and 3", len(file.MMC), len(file.MG1))
	}
	for _, v := range file.MMC {
		q := Queue{Arrivals: v.Lam, Services: v.Mu, C: v.C}
		near(t, "offered load", q.Offered(), v.Closed.Load)
		near(t, "load", q.Load(), v.Closed.Rho)
		near(t, "share that waits", q.Waits(), v.Closed.Waits)
		near(t, "Wq", q.Wait(), v.Closed.Wq)
		near(t, "W", q.Stay(), v.Closed.W)
		near(t, "Lq", q.Waiting(), v.Closed.Lq)
		near(t, "L", q.Within(), v.Closed.L)
		near(t, "p90 of the wait", q.WaitQuantile(0.9), v.Closed.P90)
		near(t, "served within a fifth", 1-q.WaitsLonger(0.2/v.Mu), v.Closed.Within20)
		if math.Abs(q.Wait()-v.Sim.Wq) > 3*v.Sim.SD || math.Abs(q.Waits()-v.Sim.Waits) > 0.002 {
			t.Errorf("%+v: Wq %.4f and P(wait) %.4f, simulated %.4f and %.4f", q, q.Wait(), q.Waits(), v.Sim.Wq, v.Sim.Waits)
		}
	}
	for _, v := range file.MG1 {
		q := Queue{Arrivals: v.Lam, Services: 1 / v.Mean, C: 1}
		if got := q.AllenCunneen(1, v.Cs2); math.Abs(got-v.Wq) > 1e-6 || math.Abs(got-v.Sim) > 3*v.SD {
			t.Errorf("M/G/1 with cs2 %v: %v, want %v, simulated %v", v.Cs2, got, v.Wq, v.Sim)
		}
	}
}
