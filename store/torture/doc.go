// Package torture holds no program: its tests attack the file of a shop as a
// power cut, a bad disk, a killed program and somebody with an editor do, and
// hold that nothing promised is lost and nothing wrong is called sound. Each
// attack is short in an ordinary run; a number in its variable makes it long:
//
//	ALUR_CRASHES=20000 go test ./store/torture -run Crash -v -timeout 0
//	ALUR_BITS=20000 go test ./store/torture -run Bit -v -timeout 0
//	ALUR_KILLS=2000 go test ./store/torture -run Kill -v -timeout 0
//
// What watches and disturbs the calls of a program to the system is strace;
// where there is none, those tests say so and are skipped.
package torture
