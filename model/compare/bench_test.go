package compare

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// BenchmarkOf compares two sides of so many cases each.
func BenchmarkOf(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 9))
			days := 100
			k := kind{lead: 30 * time.Hour, erring: 20, promise: 40 * time.Hour}
			logs := append(shop(rng, 1, k, start, float64(n)/100, days), shop(rng, 2, k, start, float64(n)/100, days)...)
			cal := openHours(b)
			q := trial(start.AddDate(0, 0, days))
			b.ReportAllocs()
			for b.Loop() {
				if c := Of(logs, q, cal); c.Verdict.Kind == Few && n > 100 {
					b.Fatal(c.Verdict)
				}
			}
		})
	}
}
