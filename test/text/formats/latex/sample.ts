const { raw } = String;

export const SAMPLE = raw`\documentclass[a4paper]{article}
\usepackage{amsmath} % not read
\newcommand{\tool}{Cloze}
\newcommand{\heading}[1]{\title{not #1 read}}
\title[Short]{Reading \emph{documents}\thanks{Nobody.}}
\author{A. Writer}
\begin{document}
\maketitle
\begin{abstract}
  We read ~prose with \tool{} --- and nothing else.
\end{abstract}
\section{Introduction}\label{sec:one}
It is \enquote{known}~\cite{a,b} that caf\'e is 5\,\% better, see Section~\ref{sec:one}.
A value $x^2$ is
\begin{equation}
  x = \sum_{i} y_i, \label{eq:x}
\end{equation}
where \textbf{all of it} is \texttt{code}.

\begin{itemize}
  \item The first one.
  \item The second one, with {\em emphasis}.

    And a paragraph.
\end{itemize}
\begin{verbatim}
  not { read
\end{verbatim}
\begin{quote}Somebody said this.\end{quote}
The end.
\end{document}
Not read.
`;
