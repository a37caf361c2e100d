package ui

import (
	"fmt"
	"testing"

	"alur/model"
)

// BenchmarkKeyToFrame is one key press and the frame after it, on a list of
// two thousand tasks in a window of 120 by 40.
func BenchmarkKeyToFrame(b *testing.B) {
	s := tokoMaju(b, model.English)
	for i := range 2000 {
		order := rina()
		order["order_no"] = model.Value{Text: fmt.Sprint(5000 + i)}
		gives(b, s, "hendra", model.StartCase{Process: "online-order", Fields: order})
	}
	for _, page := range []string{"next", "list", "board"} {
		b.Run(page, func(b *testing.B) {
			d := sit(b, s, "sari", "")
			d.resize(120, 40)
			if page == "list" {
				d.press("f5")
			}
			if page == "board" {
				d.press("f6")
			}
			b.ResetTimer()
			for i := range b.N {
				d.send(keyMsg([]string{"down", "up"}[i%2]))
				if d.root.draw() == "" {
					b.Fatal("no frame")
				}
			}
		})
	}
}
